package io.callstream.console.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

class TextInBytesTest {
    @Property
    void aTextIsFoundWhereItStands(
            @ForAll @AlphaChars @StringLength(max = 30) String text,
            @ForAll @AlphaChars @StringLength(min = 1, max = 3) String wanted) {
        boolean there = text.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
        assertThat(new CallSearch.TextInBytes(wanted).isIn(text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(there);
    }

    @Property
    void anyTextIsFoundInItself(@ForAll @StringLength(min = 1, max = 20) String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        byte[] around = ("(" + lower + ")").getBytes(StandardCharsets.UTF_8);
        assertThat(new CallSearch.TextInBytes(lower).isIn(around)).isTrue();
    }
}
