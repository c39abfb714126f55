package io.callstream.sink.runtime.observe;

import io.callstream.settings.AllowedHosts;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the health port answers: {@code /health} as JSON, 503 when an account of the sink is held or stopped;
 * {@code /metrics} for Prometheus; {@code POST /resume}, on which every account that waits tries again.
 *
 * @param statuses every account's
 * @param scrape the metrics in Prometheus' text format
 * @param resume lets every account try again at once
 * @param hosts names under which it answers
 */
record HealthPages(
        Supplier<Map<String, SinkStatus>> statuses, Supplier<String> scrape, Runnable resume, AllowedHosts hosts) {
    private static final String TEXT = "text/plain; charset=utf-8";

    /** The whole answer to a request's head. */
    byte[] answer(RequestHead head) {
        if (!hosts.allow(head.host())) {
            return page(
                    "421 Misdirected Request",
                    TEXT,
                    "this port does not answer under that name; add it to health_hosts of the sink\n",
                    head);
        }
        if (head.path().equals("/resume")) {
            return resumed(head);
        }
        if (!head.method().equals("GET") && !head.method().equals("HEAD")) {
            return page("405 Method Not Allowed", TEXT, "GET only\n", head);
        }
        return switch (head.path()) {
            case "/health" -> health(head);
            case "/metrics" -> page("200 OK", "text/plain; version=0.0.4", scrape.get(), head);
            default -> page("404 Not Found", TEXT, "there are /health and /metrics\n", head);
        };
    }

    /** Whoever reaches the port may, but no page that somebody happens to look at. */
    private byte[] resumed(RequestHead head) {
        if (!head.method().equals("POST")) {
            return page("405 Method Not Allowed", TEXT, "POST only\n", head);
        }
        if (head.byPage()) {
            return page(
                    "403 Forbidden", TEXT, "a page in a browser asked; use callstream resume, or the console\n", head);
        }
        resume.run();
        return page("202 Accepted", TEXT, "what waits tries again now; /health says how it goes\n", head);
    }

    private byte[] health(RequestHead head) {
        Map<String, SinkStatus> now = statuses.get();
        boolean healthy = now.values().stream().allMatch(SinkStatus::healthy);
        return page(healthy ? "200 OK" : "503 Service Unavailable", "application/json", HealthJson.of(now), head);
    }

    static byte[] page(String status, String type, String body, RequestHead head) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        byte[] start = ("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + content.length
                        + "\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        if (head.method().equals("HEAD")) {
            return start;
        }
        byte[] whole = new byte[start.length + content.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        return whole;
    }
}
