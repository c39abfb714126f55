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
        for (SecretScan.Secret secret : SecretScan.of(bytes)) {
            int from = characters(bytes, secret.from());
            found.add(
                    from,
                    from
                            + new Slice(bytes.array(), secret.from(), secret.to() - secret.from())
                                    .text()
                                    .length(),
                    NAME);
        }
    }

    /** How many characters stand before a byte. */
    private static int characters(Slice bytes, int before) {
        return new Slice(bytes.array(), bytes.offset(), before - bytes.offset())
                .text()
                .length();
    }
}
