package io.callstream.gateway.stage.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of an answer can be read by its owner with its id, and by nobody else; nothing that was changed is read. */
class EnvelopeTest {
    private static final String OWNER = "owner";
    private static final String ID = "resp_1";

    private final Envelope envelope = new Envelope();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Property(tries = 40)
    void whatIsSealedIsOpenedAgain(@ForAll @Size(max = 3000) byte[] content, @ForAll String id, @ForAll String owner) {
        byte[] sealed = envelope.seal(id, owner, 7, content);

        assertThat(envelope.open(id, owner, sealed)).isEqualTo(content);
        assertThat(Envelope.millis(sealed)).isEqualTo(7);
    }

    @Property(tries = 60)
    void noBytesBreakIt(@ForAll @Size(max = 200) byte[] sealed) {
        assertThat(envelope.open(ID, OWNER, sealed)).isNull();
        assertThatCode(() -> Envelope.millis(sealed)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"resp_1, other", "resp_2, owner", "resp_1, ''", "'', owner", "resp_1, Owner"})
    void whoHasNotBothHasNothing(String id, String owner) {
        assertThat(envelope.open(id, owner, envelope.seal(ID, OWNER, 7, bytes("said"))))
                .isNull();
    }

    @Test
    void aChangedByteMakesItNobodys() {
        byte[] sealed = envelope.seal(ID, OWNER, 7, bytes("said"));
        for (int at = 0; at < sealed.length; at++) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            assertThat(envelope.open(ID, OWNER, changed)).as("byte %d", at).isNull();
            assertThat(envelope.open(ID, OWNER, Arrays.copyOf(sealed, at)))
                    .as("%d bytes", at)
                    .isNull();
        }
    }

    @Test
    void theSameSealedTwiceIsNotTheSame() {
        assertThat(envelope.seal(ID, OWNER, 7, bytes("said"))).isNotEqualTo(envelope.seal(ID, OWNER, 7, bytes("said")));
    }

    @Test
    void whatRepeatsTakesLittle() {
        byte[] content = bytes("the same again ".repeat(10_000));
        byte[] sealed = envelope.seal(ID, OWNER, 7, content);

        assertThat(sealed.length).isLessThan(content.length / 20);
        assertThat(Objects.requireNonNull(envelope.open(ID, OWNER, sealed))).hasSize(content.length);
    }

    @Test
    void whatComesToMoreThan32MegabytesIsNotOpened() {
        byte[] sealed = envelope.seal(ID, OWNER, 7, new byte[(32 << 20) + 1]);

        assertThat(envelope.open(ID, OWNER, sealed)).isNull();
        assertThat(envelope.open(ID, OWNER, envelope.seal(ID, OWNER, 7, new byte[32 << 20])))
                .hasSize(32 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resp_1", "", "ä", "resp_1resp_1resp_1resp_1resp_1resp_1resp_1"})
    void aNameSaysNothingOfTheId(String id) {
        assertThat(Envelope.name(id)).matches("[0-9a-f]{64}").isEqualTo(Envelope.name(id));
        assertThat(Envelope.name(id)).isNotEqualTo(Envelope.name(id + "x"));
    }

    @Test
    void whatIsTooShortIsFromTheBeginning() {
        assertThat(Envelope.millis(new byte[8])).isZero();
        assertThat(Envelope.millis(new byte[] {1, 0, 0, 0, 0, 0, 0, 1, 2})).isEqualTo(258);
    }
}
