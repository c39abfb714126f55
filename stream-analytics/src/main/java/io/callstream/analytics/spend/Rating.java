package io.callstream.analytics.spend;

import io.callstream.analytics.serde.Ends;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** What a call is entered into the ledger with. Called by the threads that process. */
@FunctionalInterface
public interface Rating {
    /** What the gateway has recorded. */
    Rating RECORDED = end -> Ends.number(end, "cost_nano_usd");

    /** In 10^-9 US dollars; empty when no price is known, or nothing was used. */
    Optional<Long> costNanoUsd(SpecificRecord end);
}
