package io.callstream.sink.runtime.deadletter;

import io.callstream.sink.runtime.deliver.Trouble;
import io.callstream.sink.runtime.deliver.Troubles;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told, in order. */
final class ToldTroubles implements Troubles {
    final List<String> told = new ArrayList<>();

    @Override
    public void trouble(Trouble what, String reason) {
        told.add(what + ": " + reason);
    }

    @Override
    public void over(Trouble what) {
        told.add(what + " over");
    }
}
