package io.callstream.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.telemetry.Telemetry;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who waits for calls to end hears of it when the last one has. */
class ActiveCallsTest {
    private final ActiveCalls all = new ActiveCalls(new Telemetry().calls());
    private final AtomicInteger over = new AtomicInteger();

    @Test
    void whereNoneIsUnderWayTheyAreOverAtOnce() {
        all.whenOver(over::incrementAndGet);

        assertThat(over).hasValue(1);
    }

    @Test
    void theLastOneEndsThem() {
        all.begin();
        all.begin();
        all.whenOver(over::incrementAndGet);
        all.refuse(GatewayError.AUTHENTICATION);
        assertThat(over).hasValue(0);

        all.refuse(GatewayError.AUTHENTICATION);

        assertThat(over).hasValue(1);
        assertThat(all.open()).isZero();
    }

    @Test
    void aPartIsCountedByItselfAndWithAll() {
        ActiveCalls part = all.part();
        all.begin();
        part.begin();
        assertThat(all.open()).isEqualTo(2);
        assertThat(part.open()).isEqualTo(1);

        part.whenOver(over::incrementAndGet);
        part.refuse(GatewayError.AUTHENTICATION);

        assertThat(over).as("the other call is not of this part").hasValue(1);
        assertThat(part.open()).isZero();
        assertThat(all.open()).isEqualTo(1);
    }
}
