package io.callstream.sink.runtime.deliver;

/** Hears of every event's end, once, on the delivering thread. */
public interface Settlement {
    void delivered(Parcel parcel);

    /** The event is in the dead letters. */
    void buried(Parcel parcel);

    /** The event was older than the destination takes. */
    void expired(Parcel parcel);
}
