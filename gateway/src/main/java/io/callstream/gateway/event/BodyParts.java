package io.callstream.gateway.event;

import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/** A body that is kept as it comes, part by part. For one thread. */
public interface BodyParts {
    /** Keeps nothing: the body is shed. */
    BodyParts NOWHERE = new BodyParts() {
        @Override
        public void add(Slice part) {}

        @Override
        public @Nullable BodyReference end() {
            return null;
        }
    };

    /** Takes over a copy of a part. */
    void add(Slice part);

    /** Where all parts will be; null when there was no room for them, and they are shed. To be called once. */
    @Nullable BodyReference end();
}
