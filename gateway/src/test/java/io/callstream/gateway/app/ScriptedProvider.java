package io.callstream.gateway.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A provider that answers byte for byte what a script says, and sees the requests as they came. */
final class ScriptedProvider implements AutoCloseable {
    private final Script script;
    private final ServerSocket server;
    private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());

    /** Answers a request. */
    interface Script {
        void answer(Asked asked, Wire wire) throws IOException;
    }

    /** @param connection number of the connection, from 0 */
    record Asked(String head, String body, int connection) {}

    ScriptedProvider(Script script) throws IOException {
        this.script = script;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon("scripted-provider", this::accept);
    }

    /** Always gives the same answer. */
    static ScriptedProvider answering(String answer) throws IOException {
        return new ScriptedProvider((asked, wire) -> wire.write(answer));
    }

    static String json(int status, String body) {
        return answer(status, "application/json", body);
    }

    static String answer(int status, String type, String body) {
        return "HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /** Head of a stream that goes on in chunks. */
    static String streamHead() {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    /** A chunk of HTTP. */
    static String chunk(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
    }

    String apiBase() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    int port() {
        return server.getLocalPort();
    }

    List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** What a script writes to. */
    static final class Wire {
        private final Socket socket;

        Wire(Socket socket) {
            this.socket = socket;
        }

        void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.UTF_8));
        }

        void write(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        /** Closes without another word. */
        void close() throws IOException {
            socket.close();
        }

        /** Waits until the gateway closes the connection. */
        void awaitEnd() throws IOException {
            while (socket.getInputStream().read() >= 0) {
                // Nothing is expected; what comes is passed over.
            }
        }
    }

    private void accept() {
        try {
            for (int number = 0; ; number++) {
                Socket socket = server.accept();
                open.add(socket);
                int connection = number;
                daemon("scripted-connection", () -> serve(socket, connection));
            }
        } catch (IOException e) {
            // The server was closed, which ends the test.
        }
    }

    private void serve(Socket socket, int connection) {
        try (socket) {
            for (Asked each = read(socket, connection); each != null; each = read(socket, connection)) {
                asked.add(each);
                script.answer(each, new Wire(socket));
            }
        } catch (IOException e) {
            // The gateway hung up first, or the script did.
        }
    }

    private static Asked read(Socket socket, int connection) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
            text = next == '\n' ? head.toString(StandardCharsets.UTF_8) : text;
        }
        int length = 0;
        for (String line : text.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return new Asked(text, new String(in.readNBytes(length), StandardCharsets.UTF_8), connection);
    }

    private static void daemon(String name, Runnable run) {
        Thread thread = new Thread(run, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : List.copyOf(open)) {
            socket.close();
        }
    }
}
