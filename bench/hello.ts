// The least that the runtime can do.
console.log('hello');
