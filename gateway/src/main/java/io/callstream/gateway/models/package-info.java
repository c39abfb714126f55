/** Models and credentials that are made at run time, in a table that gateways share. */
@NullMarked
package io.callstream.gateway.models;

import org.jspecify.annotations.NullMarked;
