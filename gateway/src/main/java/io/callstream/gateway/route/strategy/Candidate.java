package io.callstream.gateway.route.strategy;

import io.callstream.gateway.route.state.DeploymentState;

/** A deployment that a call may go to. */
public interface Candidate {
    /** Relative to the others; all 0 for an even share. */
    int weight();

    /** Of a prompt token and a completion token together; infinite when nobody knows. */
    double price();

    DeploymentState state();
}
