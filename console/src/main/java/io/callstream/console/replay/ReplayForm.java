package io.callstream.console.replay;

import io.callstream.console.web.Exchange;
import io.callstream.console.web.WebException;
import io.callstream.events.EventKind;
import io.callstream.reader.time.TimeSpan;
import io.callstream.reader.time.WrongTimeException;
import io.callstream.replay.plan.Filter;
import io.callstream.replay.plan.JobId;
import io.callstream.replay.plan.ReplayRequest;
import io.callstream.replay.plan.Sample;
import io.callstream.replay.plan.Selection;
import io.callstream.replay.plan.Source;
import io.callstream.replay.plan.Terms;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Reads what somebody filled in. */
final class ReplayForm {
    private static final long MAX_LIVE_LAG = 1_000;

    private ReplayForm() {}

    static String sink(Exchange exchange) {
        return exchange.form("sink").orElseThrow(() -> WebException.wrong("which sink?"));
    }

    /** @throws io.callstream.replay.plan.ReplayRefusedException if something of it is none */
    static ReplayRequest request(Exchange exchange, Clock clock, RandomGenerator random) {
        JobId job = exchange.form("job").map(JobId::new).orElseGet(() -> JobId.fresh(clock.instant(), random));
        Filter filter = new Filter(exchange.form("sample").map(Sample::parse).orElse(Sample.ALL), where(exchange));
        OptionalLong limit = exchange.form("limit")
                .map(text -> OptionalLong.of(number("limit", text)))
                .orElseGet(OptionalLong::empty);
        OptionalDouble rate = exchange.form("rate")
                .map(text -> OptionalDouble.of(Terms.rate(text)))
                .orElseGet(OptionalDouble::empty);
        return new ReplayRequest(
                job,
                source(exchange, clock),
                new Selection(kinds(exchange), filter, limit),
                new Terms(rate, MAX_LIVE_LAG),
                new ReplayRequest.Consent(
                        exchange.form("duplicates").isPresent(),
                        exchange.form("gaps").isPresent()));
    }

    private static Optional<String> where(Exchange exchange) {
        Optional<String> call = exchange.form("call").map(id -> "call_id = '" + id.replace("'", "''") + "'");
        Optional<String> where = exchange.form("where");
        return call.isPresent() && where.isPresent()
                ? Optional.of("(" + call.get() + ") AND (\n" + where.get() + "\n)")
                : call.or(() -> where);
    }

    private static Source source(Exchange exchange, Clock clock) {
        try {
            TimeSpan span = TimeSpan.parse(
                    exchange.form("from").orElse(null), exchange.form("to").orElse(null), clock);
            if (exchange.form("source").filter("letters"::equals).isPresent()) {
                return new Source.DeadLetters(span);
            }
            return new Source.Times(span);
        } catch (WrongTimeException e) {
            throw WebException.wrong(String.valueOf(e.getMessage()));
        }
    }

    private static Set<EventKind> kinds(Exchange exchange) {
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        for (String word : exchange.forms("event")) {
            try {
                kinds.add(EventKind.ofWord(word));
            } catch (IllegalArgumentException e) {
                throw WebException.wrong(String.valueOf(e.getMessage()));
            }
        }
        return kinds;
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw WebException.wrong(name + " is '" + text + "' (expected a number)");
        }
    }
}
