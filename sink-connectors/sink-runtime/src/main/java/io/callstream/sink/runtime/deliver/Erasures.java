package io.callstream.sink.runtime.deliver;

import io.callstream.events.erasure.ErasedSubjects;
import io.callstream.events.erasure.Owner;
import java.time.Duration;
import java.util.List;

/** Whose events may not be sent any more. Safe for use by several threads. */
public interface Erasures {
    /** Nobody's: for what holds no content, and where erasures are seen to elsewhere. */
    Erasures NONE = new Erasures() {
        @Override
        public ErasedSubjects await(Pauses pauses) {
            return ErasedSubjects.none();
        }

        @Override
        public void sent(List<Owner> owners, ErasedSubjects known, Duration took) {}
    };

    /**
     * Everybody who is erased, as it was a moment ago: waits while Kafka cannot be asked, because a removal begins soon after an erasure
     * was written, and nothing of the subject may be sent behind it.
     *
     * @throws AbandonedException when the waiting was ended
     * @throws InterruptedException when the sink is stopping
     */
    ErasedSubjects await(Pauses pauses) throws InterruptedException;

    /**
     * The destination may have events of these owners now. When that took so long that a removal may have ended meanwhile, and somebody was erased
     * meanwhile whose events these are, it sees to it that they are removed again.
     *
     * @param known what was known when they were sent
     */
    void sent(List<Owner> owners, ErasedSubjects known, Duration took) throws InterruptedException;
}
