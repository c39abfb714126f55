package io.callstream.gateway.redact;

import io.callstream.gateway.json.SecretScan;
import io.callstream.json.Slice;

/** Credentials, by the rules that keep them out of all events. */
final class KeyFinder implements Finder {
    private static final String NAME = "key";

    @Override
    public void find(String text, Matches found) {
        if (!SecretScan.worthALook(text)) {
            return;
        }
        Slice bytes = Slice.of(text);
        int at = bytes.offset();
        int characters = 0;
        for (SecretScan.Secret secret : SecretScan.of(bytes)) {
            int from = characters + length(bytes, at, secret.from());
            characters = from + length(bytes, secret.from(), secret.to());
            at = secret.to();
            found.add(from, characters, NAME);
        }
    }

    /** How many characters some of the bytes are. */
    private static int length(Slice bytes, int from, int to) {
        return new Slice(bytes.array(), from, to - from).text().length();
    }
}
