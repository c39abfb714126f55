package io.callstream.sink.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.events.FailureEvent;
import io.callstream.testing.events.SampleCall;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FailureReportPropertiesTest {
    private final FailureReport report = new FailureReport(
            new SentrySinkConfig.Labels("production", Optional.empty()), new SentrySinkConfig.Privacy(true, true));

    @Property(tries = 300)
    void whateverCallsSayTheEventIsWithinSentrysLimits(
            @ForAll("texts") String message,
            @ForAll("texts") String name,
            @ForAll("texts") String body,
            @ForAll("metadata") Map<String, String> metadata) {
        FailureEvent failure = SampleCall.number(3).failure();
        failure.setMessage(message);
        failure.setModelGroup(name);
        failure.setKeyAlias(name);
        failure.setRequestBody(body);
        failure.setProviderErrorBody(body);
        failure.setMetadata(metadata);
        ObjectNode event = report.of(failure, List.of());
        assertThat(FakeSentry.isValid(event, failure.getEventTime())).isTrue();
        assertThat(event.toString().getBytes(StandardCharsets.UTF_8).length).isLessThan(1 << 20);
    }

    /** In JSON, a control character takes six times the room it takes in the text, and most scripts three times. */
    @Example
    void theLimitsAreThoseOfTheJson() {
        for (String character : List.of("\u0000", "€", "😀", "\"", "a")) {
            FailureEvent failure = SampleCall.number(3).failure();
            failure.setProviderErrorBody(character.repeat(20_000));
            failure.setTags(Collections.nCopies(80, character.repeat(500)));
            Map<String, String> most = new HashMap<>();
            for (int i = 0; i < 80; i++) {
                most.put(i + character.repeat(500), character.repeat(5_000));
            }
            failure.setMetadata(most);
            failure.setProviderHeaders(most);

            assertThat(FakeSentry.isValid(report.of(failure, List.of()), failure.getEventTime()))
                    .as(character)
                    .isTrue();
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> characters = Arbitraries.of("a", " ", "\n", "\"", "ü", "€", "😀", "\u0000", "<");
        return characters
                .list()
                .ofMaxSize(40)
                .flatMap(parts -> Arbitraries.of(1, 7, 300)
                        .map(times -> String.join("", parts).repeat(times)));
    }

    @Provide
    Arbitrary<Map<String, String>> metadata() {
        return Arbitraries.maps(Arbitraries.strings().alpha().ofMaxLength(20), texts())
                .ofMaxSize(80);
    }
}
