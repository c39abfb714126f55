package io.callstream.gateway.server;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Services by path and method. A path may have one {@code *} between two slashes, which stands for one part of it.
 *
 * @param byPath paths, and for each its services by method
 * @param executor runs them; may wait, and refuses what is too much
 */
public record PageServices(Map<String, Map<String, PageService>> byPath, Executor executor) {
    /** None. */
    public static final PageServices NONE = new PageServices(Map.of(), task -> {});

    private static final String ANY = "/*/";

    public PageServices {
        byPath = Map.copyOf(byPath);
    }

    /** A service that was found. */
    record Found(PageService service, String variable) {}

    /** The methods that a path takes; empty when there is no such path. */
    List<String> methods(String path) {
        String pattern = pattern(path);
        Map<String, PageService> services = pattern == null ? null : byPath.get(pattern);
        return services == null
                ? List.of()
                : services.keySet().stream().sorted().toList();
    }

    @Nullable Found find(String path, String method) {
        String pattern = pattern(path);
        Map<String, PageService> services = pattern == null ? null : byPath.get(pattern);
        PageService service = services == null ? null : services.get(method);
        if (pattern == null || service == null) {
            return null;
        }
        int any = pattern.indexOf(ANY);
        return new Found(service, any < 0 ? "" : path.substring(any + 1, path.length() - pattern.length() + any + 2));
    }

    private @Nullable String pattern(String path) {
        if (byPath.isEmpty()) {
            return null;
        }
        if (byPath.containsKey(path)) {
            return path;
        }
        int second = path.indexOf('/', 1);
        int third = second < 0 ? -1 : path.indexOf('/', second + 1);
        if (third < 0) {
            return null;
        }
        String pattern = path.substring(0, second) + ANY + path.substring(third + 1);
        return byPath.containsKey(pattern) ? pattern : null;
    }
}
