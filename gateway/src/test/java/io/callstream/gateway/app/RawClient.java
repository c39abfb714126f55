package io.callstream.gateway.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that writes what it likes. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(60).toMillis();

    private final Socket socket;

    RawClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    RawClient write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    static String post(String path, String body) {
        return post(path, body, "");
    }

    /** @param headers further header lines, each with its end */
    static String post(String path, String body, String headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: gateway\r\n" + headers + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /** Reads until this has come; what has come until then is given back. */
    String readUntil(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (text.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** Reads until this has come, and forgets it. */
    void skipUntil(String end) throws IOException {
        byte[] part = new byte[1 << 16];
        String text = "";
        while (!text.contains(end)) {
            int read = socket.getInputStream().read(part);
            if (read < 0) {
                throw new IOException("the connection ended");
            }
            String tail = text.substring(Math.max(0, text.length() - end.length()));
            text = tail + new String(part, 0, read, StandardCharsets.ISO_8859_1);
        }
    }

    /** Reads until the gateway closes. */
    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Hangs up with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
