package io.callstream.console.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * What pages are made of beside their text: styles, scripts, icons. Read once, named by what is in them, so that browsers keep them for ever;
 * none comes from another host. Never changes.
 */
public final class Assets {
    static final String PREFIX = "/assets/";
    private static final String OURS = "/io/callstream/console/assets/";
    private static final String JARS = "/META-INF/resources/webjars/";
    private static final String[] OWN = {
        "app.css",
        "app.js",
        "format.js",
        "theme.js",
        "calls.js",
        "rows.js",
        "call.js",
        "charts.js",
        "overview.js",
        "sql.js",
        "icon.svg"
    };
    private static final Map<String, String> FOREIGN = Map.of(
            "htmx.js", "htmx.org/2.0.10/dist/htmx.min.js",
            "uplot.js", "uplot/1.6.30/dist/uPlot.iife.min.js",
            "uplot.css", "uplot/1.6.30/dist/uPlot.min.css",
            "codemirror.js", "codemirror/5.62.2/lib/codemirror.js",
            "codemirror.css", "codemirror/5.62.2/lib/codemirror.css",
            "codemirror-sql.js", "codemirror/5.62.2/mode/sql/sql.js",
            "codemirror-hint.js", "codemirror/5.62.2/addon/hint/show-hint.js",
            "codemirror-hint.css", "codemirror/5.62.2/addon/hint/show-hint.css",
            "codemirror-sql-hint.js", "codemirror/5.62.2/addon/hint/sql-hint.js");

    private final Map<String, Asset> byAddress = new HashMap<>();
    private final Map<String, String> addresses = new HashMap<>();

    private Assets() {}

    private record Asset(String type, byte[] plain, byte[] gzipped) {}

    /** Reads all of them. */
    public static Assets load() {
        Assets assets = new Assets();
        FOREIGN.forEach((name, path) -> assets.add(name, read(JARS + path)));
        Map<String, byte[]> own = new HashMap<>();
        for (String name : OWN) {
            own.put(name, read(OURS + name));
        }
        String version = hash(own.values().stream().reduce(new byte[0], Assets::joined));
        own.forEach(
                (name, bytes) -> assets.add(name, bytes, version)); // scripts name each other, so they change together
        return assets;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private void add(String name, byte[] bytes) {
        add(name, bytes, hash(bytes));
    }

    private void add(String name, byte[] bytes, String version) {
        String address = PREFIX + version + "/" + name;
        addresses.put(name, address);
        byAddress.put(address, new Asset(type(name), bytes, gzip(bytes)));
    }

    /** Where a page finds it. */
    public String address(String name) {
        return Optional.ofNullable(addresses.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no asset " + name));
    }

    Optional<Reply.Content> reply(String path, boolean gzip) {
        return Optional.ofNullable(byAddress.get(path)).map(asset -> {
            Map<String, String> headers = new HashMap<>();
            headers.put("Cache-Control", "public, max-age=31536000, immutable");
            headers.put("Vary", "Accept-Encoding");
            if (gzip) {
                headers.put("Content-Encoding", "gzip");
            }
            return new Reply.Content(200, asset.type(), gzip ? asset.gzipped() : asset.plain(), headers);
        });
    }

    private static String type(String name) {
        return name.endsWith(".css")
                ? "text/css; charset=utf-8"
                : name.endsWith(".svg") ? "image/svg+xml" : "text/javascript; charset=utf-8";
    }

    /** What stands in a resource of this module's or of a jar's. */
    public static byte[] read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the console lacks its resource " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String resource) {
        return new String(read(resource), StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
