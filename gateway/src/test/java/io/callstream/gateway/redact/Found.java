package io.callstream.gateway.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.redact.Matches.Match;

/** What one finder finds in a text. */
final class Found {
    private Found() {}

    /** The text with marks in place of it. */
    static String marked(Finder finder, String text) {
        Matches matches = new Matches();
        finder.find(text, matches);
        return TextRedaction.without(matches.merged(), text);
    }

    /** Finds what stands between ⟦ and ⟧, and nothing else. */
    static void exactly(Finder finder, String marked) {
        String text = marked.replace("⟦", "").replace("⟧", "");
        Matches matches = new Matches();
        finder.find(text, matches);
        StringBuilder found = new StringBuilder();
        int at = 0;
        for (Match match : matches.merged()) {
            found.append(text, at, match.from()).append('⟦').append(text, match.from(), match.to());
            found.append('⟧');
            at = match.to();
        }
        assertThat(found.append(text.substring(at)).toString()).isEqualTo(marked);
    }
}
