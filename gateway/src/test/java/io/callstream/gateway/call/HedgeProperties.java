package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.Attempt;
import io.callstream.gateway.upstream.ProviderWire;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever happens to the two attempts of a slow call, it has one end and gives everything back. */
class HedgeProperties {
    @Property(tries = 3000)
    void everyCallHasOneEnd(
            @ForAll boolean stream,
            @ForAll @Size(max = 14) List<CallHistoryProperties.Step> steps,
            @ForAll @Size(14) List<Boolean> older) {
        CallRig rig = new CallRig(HedgeTest.YAML);
        RecordingClient client = rig.call(stream ? CallRig.stream() : CallRig.plain());
        for (int i = 0; i < steps.size(); i++) {
            List<ProviderWire> wires = rig.upstream().wires();
            int back = older.get(i) && wires.size() > 1 ? 2 : 1;
            ProviderWire wire = wires.isEmpty() ? null : wires.get(wires.size() - back);
            CallHistoryProperties.happen(steps.get(i), rig, client, wire);
        }
        rig.advance(Duration.ofSeconds(70));
        client.goOn();
        rig.handle().clientGone();
        rig.advance(Duration.ofSeconds(5));

        assertThat(client.received().split("HTTP/1.1 ", -1)).hasSizeLessThanOrEqualTo(2);
        assertThat(client.answers()).isLessThanOrEqualTo(1);
        List<Attempt> attempts = HedgeTest.attempts(rig);
        assertThat(attempts).hasSizeBetween(1, 3);
        assertThat(attempts)
                .filteredOn(each -> each.getReason().equals("hedge"))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(attempts)
                .filteredOn(each -> each.getReason().equals("first"))
                .hasSize(1);
        rig.close(); // nothing is under way, held or reserved any more, and the call has its end
    }
}
