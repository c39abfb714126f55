package io.callstream.sink.runtime.observe;

import java.util.Locale;
import java.util.Optional;

/**
 * As much of a request as the health port needs.
 *
 * @param method such as GET; empty when the head is no request
 * @param path without what follows a question mark
 * @param host what the Host header says, if there is one
 * @param byPage whether a page in a browser made it: browsers say so by headers that no page can leave out
 */
record RequestHead(String method, String path, Optional<String> host, boolean byPage) {
    private static final String HOST = "host:";
    private static final String ORIGIN = "origin:";
    private static final String FETCH = "sec-fetch-site:";

    static RequestHead parse(String head) {
        String[] lines = head.split("\r?\n", -1);
        String[] request = lines[0].split(" ", -1);
        Optional<String> host = Optional.empty();
        boolean byPage = false;
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i].toLowerCase(Locale.ROOT);
            if (line.startsWith(HOST)) {
                host = Optional.of(lines[i].substring(HOST.length()).strip());
            }
            byPage |= line.startsWith(ORIGIN) || line.startsWith(FETCH);
        }
        if (request.length < 2) {
            return new RequestHead("", "", host, byPage);
        }
        int query = request[1].indexOf('?');
        return new RequestHead(request[0], query < 0 ? request[1] : request[1].substring(0, query), host, byPage);
    }
}
