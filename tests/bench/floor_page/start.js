'use strict';
FloorModule({ canvas: document.getElementById('canvas') }).then((module) => { globalThis.floorModule = module; });
