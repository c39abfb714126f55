package io.callstream.whole;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A {@link GatewayMain} with this JVM's class path, that is killed at the latest when it is closed. */
final class GatewayChild implements AutoCloseable {
    private static final int KILLED = 128 + 9;

    private final Process process;
    private final URI url;

    private GatewayChild(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    static GatewayChild start(Path config, Path dataDir) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GatewayMain.class.getName(),
                        config.toString(),
                        dataDir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new GatewayChild(process, ready(process));
    }

    URI url() {
        return url;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != KILLED) {
            throw new AssertionError("the gateway was not ended by the kill: " + process);
        }
    }

    /** Logging goes to the standard output as well, before and after the one line that is meant. */
    private static URI ready(Process process) throws IOException {
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("http://")) {
                drain(said);
                return URI.create(line);
            }
            System.err.println(line);
        }
        throw new IOException("the gateway ended before it answered");
    }

    private static void drain(BufferedReader said) {
        Thread thread = new Thread(() -> said.lines().forEach(System.err::println), "gateway-child-output");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
