package io.callstream.gateway.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Services by path and method. One part of a path, behind its first, may be {@code *}, which stands for any.
 *
 * @param byPath paths, and for each its services by method
 * @param executor runs them; may wait, and refuses what is too much
 */
public record PageServices(Map<String, Map<String, PageService>> byPath, Executor executor) {
    /** None. */
    public static final PageServices NONE = new PageServices(Map.of(), task -> {});

    private static final String ANY = "/*";

    public PageServices {
        byPath = Map.copyOf(byPath);
    }

    /** These and others, whose paths are not these. */
    public PageServices and(PageServices others) {
        Map<String, Map<String, PageService>> all = new HashMap<>(others.byPath);
        all.putAll(byPath);
        return new PageServices(all, executor);
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
        return new Found(service, any < 0 ? "" : variable(path, any + 1));
    }

    private static String variable(String path, int from) {
        int end = path.indexOf('/', from);
        return path.substring(from, end < 0 ? path.length() : end);
    }

    private @Nullable String pattern(String path) {
        if (byPath.isEmpty()) {
            return null;
        }
        if (byPath.containsKey(path)) {
            return path;
        }
        for (int from = path.indexOf('/', 1); from >= 0; from = path.indexOf('/', from + 1)) {
            int end = path.indexOf('/', from + 1);
            boolean empty = end == from + 1 || from + 1 == path.length();
            String pattern = path.substring(0, from) + ANY + (end < 0 ? "" : path.substring(end));
            if (!empty && byPath.containsKey(pattern)) {
                return pattern;
            }
        }
        return null;
    }

    /** These and others, which are run by the same. */
    public PageServices and(Map<String, Map<String, PageService>> others, Executor executor) {
        Map<String, Map<String, PageService>> all = new HashMap<>(byPath);
        all.putAll(others);
        return new PageServices(all, executor);
    }
}
