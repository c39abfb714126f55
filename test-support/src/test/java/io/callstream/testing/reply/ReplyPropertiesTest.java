package io.callstream.testing.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReplyPropertiesTest {
    @Property(tries = 200)
    void splittingChangesNoByte(@ForAll List<String> data, @ForAll @IntRange(min = 1, max = 9) int size) {
        Reply whole = Reply.sse(data);

        Reply split = whole.splitEvery(size);

        assertThat(bytes(split)).isEqualTo(bytes(whole));
        assertThat(split.pieces()).allMatch(piece -> piece.length() <= size);
    }

    @Example
    void splittingKeepsThePauseBeforeEachPiece() {
        Reply split = Reply.sse(List.of("a", "b")).paced(Duration.ofMillis(3)).splitEvery(5);

        assertThat(split.pieces().stream().map(Piece::delay).filter(delay -> !delay.isZero()))
                .hasSize(1);
    }

    @Example
    void aStampTakesThePlaceOfItsZeros() {
        Piece piece = Piece.stamped("é t=" + Piece.STAMP + "!");

        assertThat(new String(piece.bytes(42), StandardCharsets.UTF_8)).isEqualTo("é t=0000000000000000042!");
        assertThatThrownBy(() -> Piece.stamped("none")).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(Reply reply) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        reply.pieces().forEach(piece -> all.writeBytes(piece.bytes(0)));
        return all.toByteArray();
    }
}
