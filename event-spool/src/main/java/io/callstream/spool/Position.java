package io.callstream.spool;

/**
 * A place in a lane's log.
 *
 * @param segment index of the segment within the lane
 * @param offset byte within the segment's file
 */
record Position(long segment, int offset) implements Comparable<Position> {
    @Override
    public int compareTo(Position other) {
        int bySegment = Long.compare(segment, other.segment);
        return bySegment != 0 ? bySegment : Integer.compare(offset, other.offset);
    }
}
