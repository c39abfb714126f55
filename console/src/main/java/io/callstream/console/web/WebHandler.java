package io.callstream.console.web;

import io.callstream.events.codec.SchemaUnavailableException;
import io.callstream.reader.ReadFailedException;
import io.callstream.settings.AllowedHosts;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every request: the host it names, the route, who asks, the answer, and the headers that keep other pages out. */
final class WebHandler extends Handler.Abstract {
    private static final Logger log = LoggerFactory.getLogger(WebHandler.class);
    /** No script but our files', none in a page; styles that scripts set on elements are no styles of a page. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final List<Route> routes;
    private final Gate gate;
    private final Assets assets;
    private final Pages pages;
    private final AllowedHosts hosts;

    WebHandler(List<Route> routes, Gate gate, Assets assets, Pages pages, AllowedHosts hosts) {
        this.routes = List.copyOf(routes);
        this.gate = gate;
        this.assets = assets;
        this.pages = pages;
        this.hosts = hosts;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply = safely(request);
        if (reply instanceof Reply.Content content) {
            send(request, response, content, callback);
        } else if (reply instanceof Reply.Events events) {
            headers(response, "text/event-stream", Map.of("X-Accel-Buffering", "no"));
            EventStream stream = new EventStream(response, callback);
            events.listener().accept(stream);
        }
        return true;
    }

    private Reply safely(Request request) {
        try {
            return answer(request);
        } catch (WebException e) {
            return problem(request, e.status(), e.words());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return problem(request, 503, "the console is stopping");
        } catch (ReadFailedException | SchemaUnavailableException e) {
            log.warn("not answered: path={} error={}", Request.getPathInContext(request), e.getMessage());
            return problem(request, 503, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.warn("not answered: path={} error={}", Request.getPathInContext(request), e.toString(), e);
            return problem(request, 500, "this could not be answered; the log of the console says why");
        }
    }

    private Reply answer(Request request) throws InterruptedException {
        if (!hosts.allow(Optional.ofNullable(request.getHeaders().get("Host")))) {
            throw new WebException(
                    421, "this port does not answer under that name; add it to callstream.console.hosts");
        }
        String path = Request.getPathInContext(request);
        if (path.startsWith(Assets.PREFIX)) {
            return assets.reply(path, takesGzip(request))
                    .orElseThrow(() -> WebException.missing("there is no file " + path));
        }
        List<String> parts = Route.parts(path);
        for (Route route : routes) {
            Optional<Map<String, String>> places = route.match(parts);
            if (places.isPresent() && method(request).equals(route.method())) {
                return answer(request, route, places.get());
            }
        }
        throw none(request, path, parts);
    }

    private WebException none(Request request, String path, List<String> parts) {
        return routes.stream()
                .filter(route -> route.match(parts).isPresent())
                .findFirst()
                .map(route -> new WebException(
                        405, path + " takes " + route.method() + " (and got " + request.getMethod() + ")"))
                .orElseGet(() -> WebException.missing("there is nothing at " + path));
    }

    private static String method(Request request) {
        return request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    }

    private Reply answer(Request request, Route route, Map<String, String> places) throws InterruptedException {
        Optional<Viewer> viewer = gate.viewer(request);
        boolean free =
                route.pattern().equals(LoginRoutes.LOGIN) || route.pattern().equals("/health");
        if (viewer.isEmpty() && !free) {
            return unknown(request);
        }
        Exchange exchange = new Exchange(request, places, viewer.orElse(new Viewer(Role.VIEWER, "")));
        if (!exchange.viewer().role().covers(route.needed())) {
            throw new WebException(403, "this needs the key of an administrator");
        }
        if (route.method().equals("POST") && !route.pattern().equals(LoginRoutes.LOGIN)) {
            gate.check(exchange);
        }
        return route.action().answer(exchange);
    }

    private static Reply unknown(Request request) {
        String path = Request.getPathInContext(request);
        if (path.startsWith("/api/")) {
            return Json.error(401, "no key of the console was shown (Authorization: Bearer KEY)");
        }
        String next = request.getHttpURI().getPathQuery();
        Reply.Content there =
                Reply.seeOther(LoginRoutes.LOGIN + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
        return request.getHeaders().contains("HX-Request") ? Reply.with(Reply.html(""), "HX-Refresh", "true") : there;
    }

    private Reply problem(Request request, int status, String message) {
        String path = Request.getPathInContext(request);
        if (path.startsWith("/api/") || request.getHeaders().contains("HX-Request")) {
            return Json.error(status, message);
        }
        Viewer viewer = gate.viewer(request).orElse(new Viewer(Role.VIEWER, ""));
        return pages.page(
                status,
                viewer,
                "problem",
                new Pages.Title("Not here", ""),
                Map.of("status", status, "message", message));
    }

    private static void send(Request request, Response response, Reply.Content content, Callback callback) {
        response.setStatus(content.status());
        headers(response, content.type(), content.headers());
        boolean zip = content.bytes().length > 1400
                && takesGzip(request)
                && !content.headers().containsKey("Content-Encoding")
                && content.type().matches("(text/|application/json).*");
        byte[] bytes = zip ? Assets.gzip(content.bytes()) : content.bytes();
        if (zip) {
            response.getHeaders().put("Content-Encoding", "gzip");
        }
        response.getHeaders().put("Content-Length", bytes.length);
        boolean head = request.getMethod().equals("HEAD");
        response.write(true, ByteBuffer.wrap(head ? new byte[0] : bytes), callback);
    }

    private static void headers(Response response, String type, Map<String, String> more) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("Content-Type", type);
        headers.put("Cache-Control", "no-store");
        headers.put("Content-Security-Policy", POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        more.forEach(headers::put);
    }

    private static boolean takesGzip(Request request) {
        return request.getHeaders().getValuesList("Accept-Encoding").stream()
                .anyMatch(value -> value.toLowerCase(java.util.Locale.ROOT).contains("gzip"));
    }
}
