package io.portalbots.sandbox.control;

import io.portalbots.sandbox.event.EventLog;
import io.portalbots.sandbox.fault.Faults;
import io.portalbots.sandbox.http.CallLog;

/** What the control API shows of a sandbox at work, and what it disturbs it with. */
public record Instruments(CallLog calls, EventLog events, Faults faults) {}
