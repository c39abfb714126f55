package io.callstream.benchmarks.delivery;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** {@link Surroundings} that were started from here. */
record StartedSurroundings(Process process, Addresses addresses) implements AutoCloseable {
    private static final int SECONDS_TO_END = 20;

    static StartedSurroundings start(int events) throws IOException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Surroundings.class.getName(),
                        Integer.toString(events))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (Addresses.isLine(line)) {
                return new StartedSurroundings(process, Addresses.parse(line));
            }
        }
        throw new IOException("the surroundings ended before they were ready");
    }

    /** Processor time that they have taken, in nanoseconds; in steps of a hundredth of a second. */
    long processorNanos() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
