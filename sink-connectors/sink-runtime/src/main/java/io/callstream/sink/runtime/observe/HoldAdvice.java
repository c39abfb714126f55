package io.callstream.sink.runtime.observe;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What whoever reads that a sink is held can do about it, where a status of HTTP alone says why. */
public final class HoldAdvice {
    private static final Pattern STATUS = Pattern.compile("http_(\\d{3})(_web_page)?");
    private static final String ADDRESS = "the destination's address is another one, correct the url";
    private static final Map<String, String> BY_STATUS = Map.of(
            "401", "the destination does not accept the credentials, correct them",
            "402", "the destination wants to be paid, settle its bill",
            "403", "the credentials do not permit this, give them the right or set others",
            "404", ADDRESS,
            "405", ADDRESS,
            "407", "the proxy wants credentials, correct those",
            "410", ADDRESS);

    private HoldAdvice() {}

    /**
     * The reason with what to do.
     *
     * @param account the sink's name; with a route's, or {@code alerts}, after a dot
     */
    public static String of(String account, String reason) {
        Matcher status = STATUS.matcher(reason);
        if (!status.matches()) {
            return reason;
        }
        String sink = account.replaceFirst("\\..*", "");
        return reason + ": " + advice(status) + " in callstream.sinks." + sink
                + " or its environment variables; then: callstream resume " + sink;
    }

    private static String advice(Matcher status) {
        if (status.group(2) != null) {
            return "a web page answers, not the interface, correct the url";
        }
        String code = status.group(1);
        return code.startsWith("3")
                ? ADDRESS
                : BY_STATUS.getOrDefault(code, "the destination refuses what it gets, correct the settings");
    }
}
