package io.callstream.sink.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.sink.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTableTest {
    private final StatusTable table = StatusTable.standard();

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void successIsDelivered(int status) {
        assertThat(table.delivery(answer(status))).isEqualTo(Delivery.delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 529})
    void aBusyOrBrokenDestinationIsAskedAgain(int status) {
        assertThat(table.delivery(answer(status)))
                .isEqualTo(Delivery.retryAfter(Duration.ofSeconds(3), "http_" + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 401, 402, 403, 404, 405, 407, 410})
    void credentialsAndAddressesHold(int status) {
        assertThat(table.delivery(answer(status))).isEqualTo(Delivery.hold("http_" + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 413, 415, 422, 431})
    void theRestIsTheBatchesFault(int status) {
        assertThat(table.delivery(answer(status))).isEqualTo(Delivery.rejected("http_" + status));
    }

    @Test
    void aDestinationMayDiffer() {
        StatusTable special = table.retry(404).hold(400).rejected(500);
        assertThat(special.delivery(answer(404))).isInstanceOf(Delivery.RetryAfter.class);
        assertThat(special.delivery(answer(400))).isEqualTo(Delivery.hold("http_400"));
        assertThat(special.delivery(answer(500))).isEqualTo(Delivery.rejected("http_500"));
        assertThat(table.delivery(answer(404))).isEqualTo(Delivery.hold("http_404"));
    }

    /** A login page of a proxy, a landing page of a wrong address: what was sent is nowhere. */
    @Test
    void aWebPageIsNoSuccess() {
        assertThat(table.delivery(page(200, "\n<!DOCTYPE html><title>Sign in</title>")))
                .isEqualTo(Delivery.hold("http_200_web_page"));
        assertThat(table.delivery(page(200, "<html/>"), replied -> Delivery.rejected("not asked")))
                .isEqualTo(Delivery.hold("http_200_web_page"));
        assertThat(table.pages().delivery(page(200, "<html/>"))).isEqualTo(Delivery.delivered());
        assertThat(table.delivery(page(200, "ok"))).isEqualTo(Delivery.delivered());
    }

    /** Of a firewall that dislikes what one prompt says: found by taking the batch apart, as other trouble with an event. */
    @Test
    void aForbiddingWebPageMayBeAboutOneEvent() {
        assertThat(table.delivery(page(403, "<html>Sorry, you have been blocked</html>")))
                .isEqualTo(Delivery.retryAfter(Duration.ofSeconds(3), "http_403_web_page"));
        assertThat(table.delivery(page(401, "<html/>"))).isEqualTo(Delivery.hold("http_401"));
        assertThat(table.rejected(403).delivery(page(403, "<html/>"))).isEqualTo(Delivery.rejected("http_403"));
    }

    private static Answer page(int status, String body) {
        return new Answer.Replied(
                status,
                Optional.of(Duration.ofSeconds(3)),
                Map.of("content-type", "text/html; charset=utf-8"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void noAnswerIsAskedForAgain() {
        assertThat(table.delivery(new Answer.Unreachable("timeout"))).isEqualTo(Delivery.retry("timeout"));
    }

    private static Answer answer(int status) {
        return new Answer.Replied(status, Optional.of(Duration.ofSeconds(3)), Map.of(), new byte[0]);
    }
}
