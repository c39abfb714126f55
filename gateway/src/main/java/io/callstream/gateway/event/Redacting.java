package io.callstream.gateway.event;

import io.callstream.gateway.config.RedactionTarget;
import io.callstream.gateway.redact.RedactionCounters;
import io.callstream.gateway.redact.Redactions;
import io.callstream.gateway.redact.TextRedaction;

/** The rules of redaction for events, and what they count. */
record Redacting(Redactions rules, RedactionCounters counters) {
    static final Redacting NOTHING = new Redacting(Redactions.NONE, RedactionCounters.unseen());

    /** What is taken out of the texts of one call. */
    TextRedaction of(CallFacts facts) {
        return rules.of(facts.asked().modelGroup(), facts.caller().key(), RedactionTarget.EVENTS, counters);
    }
}
