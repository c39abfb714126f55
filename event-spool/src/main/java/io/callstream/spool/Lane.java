package io.callstream.spool;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;

/**
 * One event loop's part of the spool.
 *
 * <p>Thread contract: only the owner thread may call. All events of one call go to one lane, the pre-call first: the
 * lane finds out from them which calls are open.
 */
public interface Lane {
    /** The lane's number, from 0; the {@code lane} column of its events. */
    int number();

    /** The sequence number that the next append will use up; encode it into the event before the append. */
    long nextSeq();

    /**
     * Keeps a copy of an event. Never blocks, never throws for reasons of the disk.
     *
     * @param payload Avro body without Confluent's header, from position to limit; left as it was
     */
    Appended append(SpoolKind kind, CallKey call, ByteBuffer payload);

    /**
     * Notes how a call ended whose terminal event is to be appended a little later. Should the process die before that,
     * the next start records the event as it is noted. Uses up no sequence number.
     *
     * @param payload the terminal event as it would be recorded now
     * @return false when there is no room to spare: then the event is better recorded at once
     */
    boolean note(SpoolKind kind, CallKey call, ByteBuffer payload);

    /** Whether the events of another call are sure to be kept, where the spool is to refuse calls otherwise. */
    boolean takesCalls();

    /** Most bytes that the payload of an append may have. */
    int largestPayload();

    /** What to leave out now. Cheap: ask before encoding. */
    Pressure pressure();

    /** Counts an event that its recorder encoded without bodies because of {@link Pressure#SHED_CONTENT}. */
    void contentShed(SpoolKind kind);

    /**
     * Runs an action once everything appended so far is as durable as {@link SpoolOptions#durability()} asks: at once
     * and here for {@link Durability#SPOOLED}, otherwise later on {@code owner}.
     */
    void whenDurable(Executor owner, Runnable action);
}
