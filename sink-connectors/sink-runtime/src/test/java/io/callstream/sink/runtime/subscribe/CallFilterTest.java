package io.callstream.sink.runtime.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.ChunkEvent;
import io.callstream.events.EventKind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("X10: what a call says of who gets it holds for its chunks")
class CallFilterTest {
    @Test
    void aSinkThatTheCallerDisabledGetsNoChunk() {
        ChunkEvent chunk = chunk(List.of(), List.of("file", "webhook"));

        assertThat(standard("webhook").admit(EventKind.CHUNK, chunk)).isEmpty();
        assertThat(standard("postgres").admit(EventKind.CHUNK, chunk)).isPresent();
    }

    @Test
    void aChunkGoesToTheAccountOfItsRoute() {
        ChunkEvent chunk = chunk(List.of("team-a"), List.of());

        assertThat(standard("webhook").admit(EventKind.CHUNK, chunk)).isEmpty();
        assertThat(route("team-a").admit(EventKind.CHUNK, chunk)).isPresent();
        assertThat(route("team-b").admit(EventKind.CHUNK, chunk)).isEmpty();
    }

    @Test
    void aSinkForRoutedCallsGetsTheChunksThatAskForIt() {
        CallFilter filter = filter(RouteFilter.standard("webhook", Set.of(), true));

        assertThat(filter.admit(EventKind.CHUNK, chunk(List.of("webhook"), List.of())))
                .isPresent();
        assertThat(filter.admit(EventKind.CHUNK, chunk(List.of(), List.of()))).isEmpty();
    }

    private static CallFilter standard(String sink) {
        return filter(RouteFilter.standard(sink, Set.of("team-a", "team-b"), false));
    }

    private static CallFilter route(String route) {
        return filter(RouteFilter.route("webhook", route));
    }

    private static CallFilter filter(RouteFilter routeFilter) {
        return new CallFilter(new Subscription(routeFilter, EnumSet.allOf(EventKind.class), true));
    }

    private static ChunkEvent chunk(List<String> routes, List<String> disabled) {
        return ChunkEvent.newBuilder()
                .setEventId("c:chunk:0")
                .setGatewayId("g")
                .setGatewayEpoch(1)
                .setLane(0)
                .setSeq(0)
                .setEventTime(Instant.EPOCH)
                .setCallId("c")
                .setTraceId("t")
                .setSpanId("s")
                .setChunkIndex(0)
                .setElapsedUs(0)
                .setGapUs(0)
                .setByteCount(0)
                .setRoutes(routes)
                .setDisabledCallbacks(disabled)
                .build();
    }
}
