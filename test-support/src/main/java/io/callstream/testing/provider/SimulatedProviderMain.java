package io.callstream.testing.provider;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Runs a simulated provider as its own process: {@code [--host H] [--port P] [--threads N] [--remember N] [--api-key K]}.
 * Prints its URL once it answers; ends on SIGTERM.
 */
public final class SimulatedProviderMain {
    private static final Set<String> OPTIONS = Set.of("--host", "--port", "--threads", "--remember", "--api-key");

    private SimulatedProviderMain() {}

    public static void main(String[] args) {
        ProviderOptions options;
        try {
            options = parse(args);
        } catch (IllegalArgumentException wrong) {
            System.err.println("simulated provider: " + wrong.getMessage());
            System.exit(2);
            return;
        }
        SimulatedProvider provider = SimulatedProvider.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(provider::close, "stop"));
        System.out.println("simulated provider ready: " + provider.apiBase());
        provider.awaitClosed();
    }

    /** @throws IllegalArgumentException naming the option that is unknown, incomplete or not a number */
    static ProviderOptions parse(String[] args) {
        Map<String, String> given = new HashMap<>();
        for (int at = 0; at < args.length; at += 2) {
            if (!OPTIONS.contains(args[at]) || at + 1 == args.length) {
                throw new IllegalArgumentException("unknown or incomplete option " + args[at] + " (expected "
                        + String.join(", ", OPTIONS.stream().sorted().toList()) + ", each with a value)");
            }
            given.put(args[at], args[at + 1]);
        }
        return new ProviderOptions(
                given.getOrDefault("--host", "127.0.0.1"),
                number(given, "--port", 4010),
                given.get("--api-key"),
                number(given, "--threads", 1),
                number(given, "--remember", 0));
    }

    private static int number(Map<String, String> given, String option, int otherwise) {
        String text = given.get(option);
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(option + " " + text + " (expected a number)", notANumber);
        }
    }
}
