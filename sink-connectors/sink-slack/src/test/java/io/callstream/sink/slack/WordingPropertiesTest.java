package io.callstream.sink.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.callstream.events.FailureEvent;
import io.callstream.sink.http.Target;
import io.callstream.testing.events.SampleCall;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class WordingPropertiesTest {
    private final Wording wording = new Wording(new SlackSinkConfig(
            new Target(URI.create("http://localhost"), Map.of()),
            new SlackSinkConfig.Alerts(EnumSet.allOf(AlertType.class), Duration.ofMinutes(5), Optional.empty()),
            new SlackSinkConfig.Outages(5, 10, Duration.ofMinutes(1)),
            new SlackSinkConfig.Pace(Duration.ofMinutes(1), Duration.ofMinutes(5)),
            Optional.empty(),
            Duration.ofSeconds(1)));

    @Property(tries = 300)
    void whateverNamesAreMessagesAreWithinSlacksLimits(
            @ForAll("names") String code, @ForAll("names") String model, @ForAll @IntRange(min = 1, max = 10) int kinds)
            throws IOException {
        FailureEvent failure = SampleCall.number(1).failure();
        failure.setErrorCode("E" + code);
        failure.setModelGroup(model);
        failure.setKeyAlias(model);
        List<Incident> news = Collections.nCopies(kinds, Incident.of(failure));
        JsonNode message =
                new ObjectMapper().readTree(wording.alert(news, List.of()).blocks());
        assertThat(FakeSlack.blocksAreValid(message.path("blocks"))).isTrue();
        assertThat(message.path("text").asText()
                        + message.findValues("text").stream()
                                .filter(text -> text.path("type").asText().equals("mrkdwn"))
                                .toList())
                .doesNotContain("<!")
                .doesNotContain("<@");
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "`", "*", "<!channel>", "<@U1>", "&", ">", "\n", "😀", "ü")
                .list()
                .ofMaxSize(200)
                .map(parts -> String.join("", parts));
    }
}
