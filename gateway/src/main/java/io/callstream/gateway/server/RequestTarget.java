package io.callstream.gateway.server;

/**
 * The path of a request's target (RFC 9112 §3.2): without scheme, host, query and fragment, and without the slashes too
 * many that come of a base URL with one at its end.
 */
final class RequestTarget {
    private RequestTarget() {}

    static String path(String target) {
        String origin = target.startsWith("/") ? target : afterAuthority(target);
        int end = 0;
        boolean clean = true;
        while (end < origin.length() && origin.charAt(end) != '?' && origin.charAt(end) != '#') {
            clean &= end == 0 || origin.charAt(end) != '/' || origin.charAt(end - 1) != '/';
            end++;
        }
        String path = clean ? origin.substring(0, end) : withoutEmptyParts(origin, end);
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Without the question mark; empty for none. */
    static String query(String target) {
        int question = target.indexOf('?');
        int fragment = target.indexOf('#');
        int end = fragment < 0 ? target.length() : fragment;
        return question < 0 || question >= end ? "" : target.substring(question + 1, end);
    }

    /** The absolute form, which a server must accept; anything else is no path of ours. */
    private static String afterAuthority(String target) {
        int scheme = target.indexOf("://");
        if (scheme <= 0 || !http(target.substring(0, scheme))) {
            return target;
        }
        int at = scheme + 3;
        while (at < target.length() && "/?#".indexOf(target.charAt(at)) < 0) {
            at++;
        }
        String rest = target.substring(at);
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    private static boolean http(String scheme) {
        return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
    }

    private static String withoutEmptyParts(String origin, int end) {
        StringBuilder path = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            if (i == 0 || origin.charAt(i) != '/' || origin.charAt(i - 1) != '/') {
                path.append(origin.charAt(i));
            }
        }
        return path.toString();
    }
}
