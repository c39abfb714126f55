package io.callstream.console.topics;

/**
 * How complete one lane is.
 *
 * @param gateway the gateway's name
 * @param epoch which of its starts
 * @param lane the lane
 * @param first the smallest number that was looked at
 * @param last the largest
 * @param missing how many between them were not found
 * @param repeated how many were found more than once
 * @param example the first number that is missing; -1 when none is
 */
public record Lane(
        String gateway, long epoch, long lane, long first, long last, long missing, long repeated, long example) {
    public boolean complete() {
        return missing == 0;
    }
}
