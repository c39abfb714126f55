package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.upstream.ProviderWire;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What answers took, and what they used, decides where the next calls go. */
class ChosenByMeasureTest {
    private static final int CALLS = 8;
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(2);
    private static final String BROKEN = "{\"error\":{\"message\":\"broken\"}}";

    private static CallRig rig(String strategy, int retries) {
        return new CallRig("model_list:\n" + CallRig.item("one", "") + CallRig.item("two", "")
                + "router_settings: {routing_strategy: " + strategy + ", num_retries: " + retries + "}\n");
    }

    /** Where calls go; each of them is given up before it has an answer, which says nothing about its deployment. */
    private static Set<String> chosen(CallRig rig, AskedProviders asked, String body) {
        Set<String> chosen = new TreeSet<>();
        for (int i = 0; i < CALLS; i++) {
            RecordingClient client = rig.call(body);
            chosen.add(AskedProviders.deployment(asked.next()));
            rig.hangUp(client);
        }
        return chosen;
    }

    @Test
    void streamsGoWhereTheirFirstPartComesSoonestAndPlainCallsWhereAnswersEndSoonest() {
        try (CallRig rig = rig("latency-based-routing", 0)) {
            AskedProviders asked = new AskedProviders(rig);
            rig.call(CallRig.stream());
            ProviderWire endsSoon = asked.next();
            asked.stream(endsSoon, Duration.ofMillis(500), Duration.ZERO);
            rig.call(CallRig.stream());
            ProviderWire beginsSoon = asked.next();
            asked.stream(beginsSoon, MOMENT, LONG);

            assertThat(AskedProviders.deployment(beginsSoon)).isNotEqualTo(AskedProviders.deployment(endsSoon));
            assertThat(chosen(rig, asked, CallRig.stream())).containsExactly(AskedProviders.deployment(beginsSoon));
            assertThat(chosen(rig, asked, CallRig.plain())).containsExactly(AskedProviders.deployment(endsSoon));
        }
    }

    @Test
    void theFirstByteOfAPlainAnswerSaysNothingAboutStreams() {
        try (CallRig rig = rig("latency-based-routing", 0)) {
            AskedProviders asked = new AskedProviders(rig);
            rig.call(CallRig.plain());
            asked.answer(asked.next(), LONG);
            rig.call(CallRig.plain());
            asked.answer(asked.next(), MOMENT);

            assertThat(chosen(rig, asked, CallRig.stream())).containsExactly("one", "two");
        }
    }

    @Test
    void aTimeOutCountsAsAnAnswerThatTookAsLong() {
        try (CallRig rig = rig("latency-based-routing", 1)) {
            AskedProviders asked = new AskedProviders(rig);
            rig.call(CallRig.plain());
            String silent = AskedProviders.deployment(asked.next());
            rig.advance(Duration.ofSeconds(5).plus(MOMENT));
            ProviderWire other = asked.next();
            asked.answer(other, LONG);

            assertThat(AskedProviders.deployment(other)).isNotEqualTo(silent);
            assertThat(chosen(rig, asked, CallRig.plain())).containsExactly(AskedProviders.deployment(other));
        }
    }

    @Test
    void anErrorSaysNothingAboutHowFastAnswersAre() {
        try (CallRig rig = rig("latency-based-routing", 1)) {
            AskedProviders asked = new AskedProviders(rig);
            rig.call(CallRig.plain());
            ProviderWire broken = asked.next();
            rig.advance(LONG);
            broken.answer(500, BROKEN);
            asked.answer(asked.next(), MOMENT);

            assertThat(chosen(rig, asked, CallRig.plain())).containsExactly(AskedProviders.deployment(broken));
        }
    }

    @Test
    void callsGoWhereFewerTokensWereUsedInThisMinute() {
        try (CallRig rig = rig("usage-based-routing", 0)) {
            AskedProviders asked = new AskedProviders(rig);
            rig.call(CallRig.plain());
            ProviderWire much = asked.next();
            much.answer(200, CallRig.answer("Hi").replace("\"total_tokens\":2", "\"total_tokens\":90"));
            rig.call(CallRig.plain());
            ProviderWire little = asked.next();
            little.answer(200, CallRig.answer("Hi"));

            assertThat(chosen(rig, asked, CallRig.plain())).containsExactly(AskedProviders.deployment(little));

            rig.advance(Duration.ofMinutes(1));

            assertThat(chosen(rig, asked, CallRig.plain())).containsExactly("one", "two");
        }
    }
}
