package io.callstream.stack.postgres;

import io.callstream.stack.StackException;
import java.util.Locale;

/** The kind of machine, as the archives of PostgreSQL's programs are named after it. */
record Platform(String system, String processor) {

    static Platform current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static Platform of(String osName, String osArch) {
        String system = osName.toLowerCase(Locale.ROOT);
        String processor = osArch.toLowerCase(Locale.ROOT);
        return new Platform(
                system.startsWith("linux") ? "linux" : system.startsWith("mac") ? "darwin" : unknown(osName, osArch),
                switch (processor) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> unknown(osName, osArch);
                });
    }

    private static String unknown(String osName, String osArch) {
        throw new StackException("no PostgreSQL for " + osName + " on " + osArch
                + " is included (expected: Linux or macOS on x86-64 or ARM64; use a PostgreSQL of your own)");
    }

    /** The class path resource with the programs. */
    String archive() {
        return "/postgres-" + system + "-" + processor + ".txz";
    }
}
