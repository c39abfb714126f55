package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;

/** A relay of what another relay is given in another form. */
abstract class WrappedRelay implements Relay {
    private final Relay inside;

    WrappedRelay(Relay inside) {
        this.inside = inside;
    }

    final Relay inside() {
        return inside;
    }

    /** What was held for the change of form is given back. */
    abstract void close();

    @Override
    public final void flush() {
        inside.flush();
    }

    @Override
    public final boolean complete() {
        return inside.complete();
    }

    @Override
    public final boolean committed() {
        return inside.committed();
    }

    @Override
    public Verdict verdict() {
        close();
        return inside.verdict();
    }

    @Override
    public final void end() {
        inside.end();
    }

    @Override
    public final boolean shown() {
        return inside.shown();
    }

    @Override
    public final boolean refusesUsage() {
        return inside.refusesUsage();
    }

    @Override
    public final boolean reusable() {
        return inside.reusable();
    }

    @Override
    public final Verdict fail(CallError why) {
        close();
        return inside.fail(why);
    }

    @Override
    public final void release() {
        close();
        inside.release();
    }

    @Override
    public void discard() {
        close();
        inside.discard();
    }

    @Override
    public CallTimeline.ParsedResponse found() {
        return inside.found();
    }
}
