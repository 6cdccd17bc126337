// The baseline for the start time of the runtime.
console.log('hello');
