package io.callstream.gateway.limit.shared;

import io.callstream.gateway.limit.LimitSubject;
import io.callstream.gateway.limit.account.UsageReport;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How reports stand in the topic: keys are three lines (gateway, kind of subject, its id), values are numbers in the order of
 * {@link UsageReport}'s components, after the version. What a later version writes is left alone.
 */
final class UsageText {
    private static final long VERSION = 1;
    private static final int KEY_LINES = 3;
    private static final int NUMBERS = 11;

    private UsageText() {}

    /** Whose report of what. */
    record Key(String gateway, LimitSubject subject) {}

    static String key(String gateway, LimitSubject subject) {
        return gateway + "\n" + subject.kind().word() + "\n" + subject.id();
    }

    /** Null for one of a kind that is not known here. */
    static @Nullable Key key(String text) {
        String[] lines = text.split("\n", KEY_LINES);
        if (lines.length < KEY_LINES) {
            return null;
        }
        return Arrays.stream(LimitSubject.Kind.values())
                .filter(kind -> kind.word().equals(lines[1]))
                .findFirst()
                .map(kind -> new Key(lines[0], new LimitSubject(kind, lines[2])))
                .orElse(null);
    }

    static byte[] value(UsageReport report) {
        UsageReport.RatesUsed rates = report.rates();
        UsageReport.MoneyUsed money = report.money();
        return LongStream.of(
                        VERSION,
                        report.run(),
                        rates.requests(),
                        rates.tokens(),
                        rates.minuteRequests(),
                        rates.minuteTokens(),
                        rates.parallel(),
                        money.since(),
                        money.until(),
                        money.spent(),
                        money.reserved())
                .mapToObj(Long::toString)
                .collect(Collectors.joining(" "))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Null for one that is not understood. */
    static @Nullable UsageReport value(byte[] value) {
        try {
            long[] all = Arrays.stream(new String(value, StandardCharsets.US_ASCII).split(" "))
                    .mapToLong(Long::parseLong)
                    .toArray();
            return all.length < NUMBERS || all[0] != VERSION ? null : report(all);
        } catch (NumberFormatException e) {
            return null; // another version's
        }
    }

    private static UsageReport report(long[] all) {
        int next = 1;
        long run = all[next++];
        UsageReport.RatesUsed rates =
                new UsageReport.RatesUsed(all[next++], all[next++], all[next++], all[next++], (int) all[next++]);
        return new UsageReport(run, rates, new UsageReport.MoneyUsed(all[next++], all[next++], all[next++], all[next]));
    }
}
