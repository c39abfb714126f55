package io.callstream.analytics.run;

import io.callstream.analytics.spend.Rating;
import io.callstream.settings.ConfigFile;
import io.callstream.settings.Environment;
import io.callstream.settings.Problems;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Analytics in a process of its own, to be killed. */
public final class ChildAnalytics implements AutoCloseable {
    private final Process process;
    private final int port;

    private ChildAnalytics(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static ChildAnalytics start(String yaml, Path folder) throws IOException {
        Path config = Files.writeString(Files.createTempFile(folder.getParent(), "config", ".yaml"), yaml);
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx400m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ChildAnalytics.class.getName(),
                        config.toString(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = process.inputReader()
                .lines()
                .filter(each -> each.startsWith("port "))
                .findFirst()
                .orElseThrow();
        return new ChildAnalytics(process, Integer.parseInt(line.substring("port ".length())));
    }

    int port() {
        return port;
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** Arguments: configuration file and folder. */
    public static void main(String[] arguments) throws IOException {
        Path config = Path.of(arguments[0]);
        Analytics analytics = Analytics.start(new AnalyticsOptions(
                new ConfigFile(Environment.of(Map.of()))
                        .parse(Files.readString(config), config.toString(), new Problems()),
                Path.of(arguments[1]),
                new InetSocketAddress("127.0.0.1", 0),
                Rating.RECORDED,
                Clock.systemUTC()));
        System.out.println("port " + analytics.port());
        while (System.in.read() >= 0) {
            // until the parent ends
        }
        Runtime.getRuntime().halt(0);
    }
}
