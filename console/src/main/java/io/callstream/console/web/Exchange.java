package io.callstream.console.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;

/** One request: what was asked, and by whom. For one thread. */
public final class Exchange {
    private static final int LARGEST_BODY = 1024 * 1024;

    private final Request request;
    private final Fields query;
    private final Map<String, String> places;
    private final Viewer viewer;
    private Optional<byte[]> body = Optional.empty();

    /** @param places what stands in the path where its pattern has a name */
    Exchange(Request request, Map<String, String> places, Viewer viewer) {
        this.request = request;
        this.query = query(request);
        this.places = Map.copyOf(places);
        this.viewer = viewer;
    }

    private static Fields query(Request request) {
        try {
            return Request.extractQueryParameters(request);
        } catch (RuntimeException e) { // Jetty says in several ways that an escape is none
            throw WebException.wrong("the query of the address cannot be read");
        }
    }

    public Viewer viewer() {
        return viewer;
    }

    public String method() {
        return request.getMethod();
    }

    public String path() {
        return Request.getPathInContext(request);
    }

    /** The query as it stands in the address, with its question mark; empty without one. */
    public String rawQuery() {
        String text = request.getHttpURI().getQuery();
        return text == null ? "" : "?" + text;
    }

    /** What the path has under this name of its pattern. */
    public String place(String name) {
        return Optional.ofNullable(places.get(name)).orElseThrow();
    }

    /** The first value of a parameter; empty when it is not there or blank. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.getValue(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    public List<String> queries(String name) {
        List<String> values = query.getValues(name);
        return values == null
                ? List.of()
                : values.stream().filter(text -> !text.isBlank()).toList();
    }

    /** A whole number within bounds. */
    public int number(String name, int fallback, int least, int most) {
        Optional<String> text = query(name);
        return text.isEmpty() ? fallback : (int) number(name, text.get(), least, most);
    }

    /** A whole number within bounds, wherever it stands. */
    public static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of bounds
        }
        throw WebException.wrong(name + " is '" + text + "' (expected a number from " + least + " to " + most + ")");
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    Optional<String> cookie(String name) {
        return cookie(request, name);
    }

    static Optional<String> cookie(Request request, String name) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** The body, at most a mebibyte. */
    public byte[] body() {
        byte[] known = body.orElseGet(this::read);
        body = Optional.of(known);
        return known;
    }

    private byte[] read() {
        try (InputStream in = Request.asInputStream(request)) {
            byte[] bytes = in.readNBytes(LARGEST_BODY + 1);
            if (bytes.length > LARGEST_BODY) {
                throw new WebException(413, "the body is larger than " + LARGEST_BODY + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw WebException.wrong("the body ended before its time");
        }
    }

    /** A field of a form, or of a JSON object, that was sent; empty when it is not there, blank or false. */
    public Optional<String> form(String name) {
        return Optional.ofNullable(fields().getValue(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    public List<String> forms(String name) {
        List<String> values = fields().getValues(name);
        return values == null
                ? List.of()
                : values.stream().filter(text -> !text.isBlank()).toList();
    }

    private Fields fields() {
        Fields fields = new Fields();
        String type = header("Content-Type").orElse("");
        if (type.startsWith("application/x-www-form-urlencoded")) {
            form(new String(body(), StandardCharsets.UTF_8), fields);
        } else if (type.startsWith("application/json") && body().length > 0) {
            JsonForm.fields(Json.object(body()), fields::add);
        }
        return fields;
    }

    private static void form(String text, Fields fields) {
        try {
            UrlEncoded.decodeTo(text, fields::add, StandardCharsets.UTF_8);
        } catch (RuntimeException e) { // as of the query
            throw WebException.wrong("the form cannot be read: it has an escape that is none, or is no UTF-8");
        }
    }

    /** Whether only a part of a page is wanted, to be put into one that is there. */
    public boolean part() {
        return header("HX-Request").isPresent() && header("HX-Boosted").isEmpty();
    }
}
