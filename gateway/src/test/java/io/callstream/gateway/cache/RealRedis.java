package io.callstream.gateway.cache;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A redis-server of this machine, on a free port of the loopback address, without a file. */
public final class RealRedis implements AutoCloseable {
    private final Path program;
    private final int port = freePort();
    private Process process;

    public RealRedis(Path program) {
        this.program = program;
        this.process = start();
    }

    /** The first of that name that the path has. */
    public static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public int port() {
        return port;
    }

    /** As if the machine had gone: nothing is said to anybody, and what it held is lost. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public void startAgain() {
        process = start();
    }

    /** Sends one command in the plain form, and gives the first line of the answer. */
    public String say(String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return reader(socket.getInputStream()).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when it takes connections. */
    private Process start() {
        try {
            Process started = new ProcessBuilder(
                            program.toString(),
                            "--port",
                            String.valueOf(port),
                            "--bind",
                            "127.0.0.1",
                            "--save",
                            "",
                            "--requirepass",
                            "")
                    .redirectErrorStream(true)
                    .start();
            BufferedReader lines = reader(started.getInputStream());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("eady to accept connections")) {
                    return started;
                }
            }
            throw new IllegalStateException(program + " ended before it took connections");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader reader(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
