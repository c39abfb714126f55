package io.callstream.gateway.identity;

import java.util.List;
import java.util.Set;

/** The paths that a key may call: {@code allowed_routes}. */
record RouteAccess(List<String> allowed) {
    private static final Set<String> CALLS = Set.of("llm_api_routes", "openai_routes");
    private static final Set<String> MANAGEMENT = Set.of("management_routes", "info_routes", "spend_tracking_routes");
    private static final String VERSION = "/v1";

    RouteAccess {
        allowed = List.copyOf(allowed);
    }

    boolean allowsCall(String path) {
        return allowed.isEmpty() || allowed.stream().anyMatch(each -> CALLS.contains(each) || fits(each, path));
    }

    boolean allowsManagement(String path) {
        return allowed.isEmpty() || allowed.stream().anyMatch(each -> MANAGEMENT.contains(each) || fits(each, path));
    }

    private static boolean fits(String allowed, String path) {
        if (allowed.endsWith("*")) {
            return path.startsWith(allowed.substring(0, allowed.length() - 1));
        }
        return allowed.equals(path) || path.equals(VERSION + allowed) || allowed.equals(VERSION + path);
    }
}
