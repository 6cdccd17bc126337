// A minimal program. The time from its start to its output is the baseline for the start of the backend.
console.log('hello');
