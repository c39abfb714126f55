package io.callstream.console.calls;

import io.callstream.console.web.Exchange;
import io.callstream.console.web.WebException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which calls somebody wants to see: those that fulfil every term.
 *
 * @param terms as they stand in the address, each a parameter {@code f}
 */
record CallFilter(List<CallTerm> terms) implements Predicate<CallRow> {
    static final CallFilter ALL = new CallFilter(List.of());
    private static final int MOST = 20;

    CallFilter {
        terms = List.copyOf(terms);
        if (terms.size() > MOST) {
            throw WebException.wrong(terms.size() + " filters (expected at most " + MOST + ")");
        }
    }

    static CallFilter of(Exchange exchange) {
        return new CallFilter(
                exchange.queries("f").stream().map(CallTerm::parse).toList());
    }

    @Override
    public boolean test(CallRow row) {
        for (CallTerm term : terms) {
            if (!term.matches().test(row)) {
                return false;
            }
        }
        return true;
    }

    /** The condition in SQL; empty without any. */
    String sql() {
        return terms.stream().map(CallTerm::sql).collect(Collectors.joining(" AND "));
    }
}
