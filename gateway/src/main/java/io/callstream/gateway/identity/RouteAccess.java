package io.callstream.gateway.identity;

import java.util.List;
import java.util.Set;

/** The paths that a key may call: {@code allowed_routes}. */
record RouteAccess(List<String> allowed) {
    private static final Set<String> CALLS = Set.of("llm_api_routes", "openai_routes");
    private static final String MANAGEMENT = "management_routes";
    private static final String INFO = "info_routes";
    private static final String SPENDING = "spend_tracking_routes";
    private static final String VERSION = "/v1";

    RouteAccess {
        allowed = List.copyOf(allowed);
    }

    boolean allowsCall(String path) {
        return allowed.isEmpty() || allowed.stream().anyMatch(each -> CALLS.contains(each) || fits(each, path));
    }

    /** @param changes whether the path changes something: names of routes that tell something do not mean it */
    boolean allowsManagement(String path, boolean changes) {
        return allowed.isEmpty()
                || allowed.stream().anyMatch(each -> switch (each) {
                    case MANAGEMENT -> true;
                    case INFO -> !changes;
                    case SPENDING -> !changes && tellsSpending(path);
                    default -> fits(each, path);
                });
    }

    private static boolean tellsSpending(String path) {
        return path.startsWith("/spend/")
                || path.startsWith("/global/")
                || path.startsWith("/provider/")
                || path.endsWith("/daily/activity");
    }

    private static boolean fits(String allowed, String path) {
        if (allowed.endsWith("*")) {
            return path.startsWith(allowed.substring(0, allowed.length() - 1));
        }
        return allowed.equals(path) || path.equals(VERSION + allowed) || allowed.equals(VERSION + path);
    }
}
