/** JSON as bytes: read in place, checked as it is read, without objects made of it. */
@NullMarked
package io.callstream.json;

import org.jspecify.annotations.NullMarked;
