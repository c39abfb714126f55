package io.callstream.hook;

/**
 * Looks at the requests of clients: lets them pass, changes or rejects them, or notes something about them.
 *
 * <p>Thread contract: {@link #check} is called on threads of a bounded pool that all hooks share, never on an event loop, for
 * several requests at once: a hook has to be safe for use by several threads, and it may block. The time limit of the
 * configuration counts from when the request was handed to the pool. When it has passed, or the client has hung up, the
 * thread is interrupted and the result is ignored; a hook that takes no notice of an interrupt keeps its thread from the
 * others. {@link #close} is called once, when no more checks begin; checks under way have been interrupted then.
 *
 * <p>Errors: whatever {@link #check} throws counts as a failure of the hook, as does a result that cannot be applied. The
 * configuration's {@code on_failure} says what becomes of the call. Only the class of an exception is logged, since its
 * message may quote the request.
 */
public interface RequestHook extends AutoCloseable {
    HookResult check(HookRequest request) throws Exception;

    @Override
    default void close() throws Exception {}
}
